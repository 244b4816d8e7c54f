"""Opens the login keyring of gnome-keyring with the password on standard input, as its own prompt does.

The Secret Service API has no call for it but the prompt; this is the one that gnome-keyring has for its own tests.
"""

import sys

import dbus

COLLECTION = dbus.ObjectPath("/org/freedesktop/secrets/collection/login")


def main():
    service = dbus.SessionBus().get_object("org.freedesktop.secrets", "/org/freedesktop/secrets")
    api = dbus.Interface(service, "org.freedesktop.Secret.Service")
    own = dbus.Interface(service, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface")
    _, session = api.OpenSession("plain", dbus.String("", variant_level=1))
    password = dbus.ByteArray(sys.stdin.buffer.read())
    secret = dbus.Struct((session, dbus.ByteArray(b""), password, "text/plain"), signature="oayays")
    own.UnlockWithMasterPassword(COLLECTION, secret)


main()
