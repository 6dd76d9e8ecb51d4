# A database and a role for each service instance, and one more of each for the keys of persons.
# The server runs this once, on an empty volume. The superuser has no password afterwards: it can be used only from
# within the container.
for file in /run/secrets/*; do
  role=$(basename "$file")
  psql --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres \
    --set role="$role" --set password="$(cat "$file")" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"role" OWNER :"role";
REVOKE CONNECT, TEMPORARY ON DATABASE :"role" FROM PUBLIC;
SQL
done
psql --quiet --set ON_ERROR_STOP=1 --username postgres --dbname postgres <<'SQL'
REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;
ALTER ROLE postgres PASSWORD NULL;
SQL
