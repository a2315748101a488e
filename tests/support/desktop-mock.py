#!/usr/bin/python3
"""A stand-in for the parts of a Linux desktop that the app talks to over D-Bus.

Session bus: org.freedesktop.Notifications, and org.kde.StatusNotifierWatcher once a tray is offered. "System" bus (DBUS_SYSTEM_BUS_ADDRESS): org.freedesktop.login1 (sleep).
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


class Watcher(dbus.service.Object):
    NAME = "org.kde.StatusNotifierWatcher"

    def __init__(self):
        super().__init__(dbus.service.BusName(self.NAME, session_bus), "/StatusNotifierWatcher")
        self.items = []

    @dbus.service.method(NAME, in_signature="s", sender_keyword="sender")
    def RegisterStatusNotifierItem(self, service, sender=None):
        # Either the path of the item, or the name of its bus connection.
        item = (sender, str(service)) if str(service).startswith("/") else (str(service), "/StatusNotifierItem")
        self.items.append(item)
        say(event="TrayItem")

    @dbus.service.method(NAME, in_signature="s")
    def RegisterStatusNotifierHost(self, service):
        pass

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="ss", out_signature="v")
    def Get(self, interface, name):
        return self.GetAll(interface)[name]

    @dbus.service.method(dbus.PROPERTIES_IFACE, in_signature="s", out_signature="a{sv}")
    def GetAll(self, interface):
        items = dbus.Array([bus + path for bus, path in self.items], signature="s")
        return {
            "IsStatusNotifierHostRegistered": True,
            "ProtocolVersion": dbus.Int32(0),
            "RegisteredStatusNotifierItems": items,
        }

    def item(self, interface):
        bus, path = self.items[-1]
        return dbus.Interface(session_bus.get_object(bus, path), interface)

    def menu(self, failed, use):
        """Calls `use` with the menu of the icon."""
        bus, _ = self.items[-1]

        def found(path):
            use(dbus.Interface(session_bus.get_object(bus, path), "com.canonical.dbusmenu"))

        self.read("Menu", found, failed)

    def read(self, name, done, failed):
        properties = self.item(dbus.PROPERTIES_IFACE)
        properties.Get("org.kde.StatusNotifierItem", name, reply_handler=done, error_handler=failed)

    def entries(self, done, failed):
        def listed(_revision, layout):
            _id, _properties, children = layout
            done(
                [
                    {
                        "id": int(child_id),
                        "label": str(properties.get("label", "")),
                        "isEnabled": bool(properties.get("enabled", True)),
                        "isChecked": int(properties.get("toggle-state", 0)) == 1,
                    }
                    for child_id, properties, _children in children
                    if properties.get("type", "") != "separator"
                ]
            )

        names = dbus.Array([], signature="s")
        self.menu(failed, lambda menu: menu.GetLayout(0, -1, names, reply_handler=listed, error_handler=failed))

    def click(self, entry_id, done, failed):
        nothing = dbus.Int32(0, variant_level=1)

        def send(menu):
            menu.Event(
                entry_id, "clicked", nothing, dbus.UInt32(0), reply_handler=lambda: done(None), error_handler=failed
            )

        self.menu(failed, send)

    def activate(self, done, failed):
        item = self.item("org.kde.StatusNotifierItem")
        item.Activate(0, 0, reply_handler=lambda: done(None), error_handler=failed)


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
watcher = None


def offer_tray():
    global watcher
    watcher = Watcher()


COMMANDS = {
    "click": lambda command: notifications.ActionInvoked(dbus.UInt32(command["id"]), "default"),
    "dismiss": lambda command: notifications.NotificationClosed(dbus.UInt32(command["id"]), dbus.UInt32(2)),
    "offer-tray": lambda command: offer_tray(),
    "sleep": lambda command: login.PrepareForSleep(True),
    "wake": lambda command: login.PrepareForSleep(False),
}


# What asks the app, which may itself be waiting for an answer of the notification service: nobody waits for the other.
QUESTIONS = {
    "tray-entries": lambda command, done, failed: watcher.entries(done, failed),
    "tray-click": lambda command, done, failed: watcher.click(command["id"], done, failed),
    "tray-activate": lambda command, done, failed: watcher.activate(done, failed),
    "tray-tip": lambda command, done, failed: watcher.read("ToolTip", lambda tip: done(str(tip[2])), failed),
}


def on_line(_source, _condition):
    line = sys.stdin.readline()
    if not line:
        loop.quit()
        return False
    command = json.loads(line)
    number = command["n"]

    def failed(error):
        """Told to the test, which fails with it."""
        say(re=number, error=repr(error))

    try:
        if command["do"] in QUESTIONS:
            QUESTIONS[command["do"]](command, lambda value: say(re=number, value=value), failed)
        else:
            COMMANDS[command["do"]](command)
            say(re=number)
    except Exception as error:
        failed(error)
    return True


GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, on_line)
say(event="ready")
loop.run()
