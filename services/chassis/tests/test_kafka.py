"""What the chassis makes of the client library's ways."""

import asyncio

import pytest
from aiokafka.errors import KafkaConnectionError

from chassis.kafka import outliving_the_library


async def await_outliving(future: asyncio.Future[None]) -> None:
    with outliving_the_library():
        await future


class TestOutlivingTheLibrary:
    async def test_a_call_that_the_library_gives_up_is_a_lost_connection(self) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        future.cancel()
        with pytest.raises(KafkaConnectionError):
            await await_outliving(future)

    async def test_being_told_to_stop_stays_what_it_is(self) -> None:
        task = asyncio.create_task(await_outliving(asyncio.get_running_loop().create_future()))
        await asyncio.wait({task}, timeout=0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
