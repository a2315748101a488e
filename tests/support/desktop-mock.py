#!/usr/bin/python3
"""A stand-in for the parts of a Linux desktop that the app talks to over D-Bus.

Session bus: org.freedesktop.Notifications. "System" bus (DBUS_SYSTEM_BUS_ADDRESS): org.freedesktop.login1 (sleep).
Prints one JSON object a line; reads one JSON command a line and answers it with {"re": number, ...}.
Needs Debian's python3-dbus and python3-gi.
"""

import json
import os
import sys

import dbus
import dbus.service
from dbus.mainloop.glib import DBusGMainLoop
from gi.repository import GLib

DBusGMainLoop(set_as_default=True)
session_bus = dbus.SessionBus()
system_bus = dbus.SystemBus()
loop = GLib.MainLoop()


def say(**fields):
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
    sys.stdout.flush()


class Notifications(dbus.service.Object):
    NAME = "org.freedesktop.Notifications"

    def __init__(self):
        super().__init__(dbus.service.BusName(self.NAME, session_bus), "/org/freedesktop/Notifications")
        self.last_id = 0

    @dbus.service.method(NAME, out_signature="ssss")
    def GetServerInformation(self):
        return ("desktop-mock", "patamar", "1", "1.2")

    @dbus.service.method(NAME, out_signature="as")
    def GetCapabilities(self):
        return ["body", "actions", "persistence", "body-markup"]

    @dbus.service.method(NAME, in_signature="susssasa{sv}i", out_signature="u")
    def Notify(self, app, replaces, icon, summary, body, actions, hints, timeout):
        self.last_id += 0 if replaces else 1
        shown_id = int(replaces) or self.last_id
        say(
            event="Notify",
            id=shown_id,
            app=str(app),
            summary=str(summary),
            body=str(body),
            urgency=int(hints.get("urgency", 1)),
            timeout=int(timeout),
        )
        return shown_id

    @dbus.service.method(NAME, in_signature="u")
    def CloseNotification(self, shown_id):
        say(event="CloseNotification", id=int(shown_id))
        self.NotificationClosed(shown_id, 3)

    @dbus.service.signal(NAME, signature="uu")
    def NotificationClosed(self, shown_id, reason):
        pass

    @dbus.service.signal(NAME, signature="us")
    def ActionInvoked(self, shown_id, action):
        pass


class Login1(dbus.service.Object):
    NAME = "org.freedesktop.login1"
    MANAGER = "org.freedesktop.login1.Manager"

    def __init__(self):
        super().__init__(dbus.service.BusName(self.NAME, system_bus), "/org/freedesktop/login1")
        self.inhibitors = []

    @dbus.service.method(MANAGER, in_signature="ssss", out_signature="h")
    def Inhibit(self, what, who, why, mode):
        reader, writer = os.pipe()
        self.inhibitors.append(reader)
        descriptor = dbus.types.UnixFd(writer)
        os.close(writer)
        say(event="Inhibit", what=str(what))
        return descriptor

    @dbus.service.method(MANAGER, in_signature="u", out_signature="o")
    def GetSessionByPID(self, pid):
        return "/org/freedesktop/login1/session/_31"

    @dbus.service.signal(MANAGER, signature="b")
    def PrepareForSleep(self, is_starting):
        pass


notifications = Notifications()
login = Login1()

COMMANDS = {
    "click": lambda command: notifications.ActionInvoked(dbus.UInt32(command["id"]), "default"),
    "dismiss": lambda command: notifications.NotificationClosed(dbus.UInt32(command["id"]), dbus.UInt32(2)),
    "sleep": lambda command: login.PrepareForSleep(True),
    "wake": lambda command: login.PrepareForSleep(False),
}


def on_line(_source, _condition):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
        return False
    command = json.loads(line)
    try:
        COMMANDS[command["do"]](command)
        say(re=command["n"])
    except Exception as error:  # told to the test, which fails with it
        say(re=command["n"], error=repr(error))
    return True


GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line)
say(event="ready")
loop.run()
