# Watches the daemon with the PyPI varlink client, changes something over a second connection, and expects to hear of it.
import sys

import varlink

with varlink.Client.new_with_address(sys.argv[1]) as client:
    with client.open("org.percolate.Timeline") as watching, client.open("org.percolate.Timeline") as acting:
        states = watching.Monitor(_more=True)
        first = next(states)["state"]["reminders"]
        reminder = acting.Remind(text="look up", on="*-*-* 12:00")["reminder"]
        second = next(states)["state"]["reminders"]
        assert second == first + 1, f"{first} reminders, then {second}"
        acting.Cancel(id=reminder["id"])
        third = next(states)["state"]["reminders"]
        assert third == first, f"{first} reminders, then {third}"
