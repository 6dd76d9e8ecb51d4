"""Apache Kafka and PostgreSQL, on which a store can be lost."""

import psycopg
from psycopg import sql

from simulator.demo.ground import RealGround
from simulator.driving.parts import Part


class LosableGround(RealGround):
    def lose(self, part: Part) -> None:
        """Drop the service's store. The next one that asks for it gets an empty one."""
        with psycopg.connect(self._stack.postgres.address, autocommit=True) as connection:
            name = sql.Identifier(part.name)
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))
