# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks the running workbench over AT-SPI: every control of every panel has a name, and can be pressed there."""
import os
import subprocess
import sys
import time

import pyatspi

PATIENCE_S = 120
CONTROLS = {
    pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_TOGGLE_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_RADIO_BUTTON,
    pyatspi.ROLE_COMBO_BOX, pyatspi.ROLE_ENTRY, pyatspi.ROLE_TEXT, pyatspi.ROLE_SPIN_BUTTON, pyatspi.ROLE_SLIDER,
    pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_LIST, pyatspi.ROLE_PAGE_TAB,
}
ROWS = {pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE, pyatspi.ROLE_LIST, pyatspi.ROLE_COMBO_BOX}
PANELS = 9


def wait(what, condition):
    """The first true value of condition(); an interface may go while it is looked at."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            value = condition()
            if value:
                return value
        except Exception:
            pass
        time.sleep(0.1)
    raise SystemExit(f"did not happen in {PATIENCE_S} s: {what}")


def shown(item):
    return item.getState().contains(pyatspi.STATE_SHOWING)


def each(item, into=lambda item: True):
    """An accessible and everything below it that is shown."""
    yield item
    if not into(item):
        return
    for child in item:
        if child is not None and shown(child):
            yield from each(child, into)


def is_named(item):
    if item.getRole() != pyatspi.ROLE_COMBO_BOX:
        return bool(item.name.strip())
    # Qt reports the chosen text as a combo box's name: what it is for stands in its label.
    return any(relation.getRelationType() == pyatspi.RELATION_LABELLED_BY and relation.getTarget(0).name
               for relation in item.getRelationSet())


def press(item):
    action = item.queryAction()
    names = [action.getName(i) for i in range(action.nActions)]
    for wanted in ("Press", "Toggle"):
        if wanted in names:
            return action.doAction(names.index(wanted))
    raise SystemExit(f"{item.getRoleName()} {item.name!r} offers no press, only {names}")


def find(root, role, name):
    return next((item for item in each(root) if item.getRole() == role and item.name == name), None)


def application(pid):
    return next((app for app in pyatspi.Registry.getDesktop(0) if app and app.get_process_id() == pid), None)


def audit(window):
    """How many controls are shown, and which of them have no name."""
    controls, nameless = 0, []
    for item in each(window, lambda item: item.getRole() not in ROWS):
        if item.getRole() in CONTROLS:
            controls += 1
            if not is_named(item):
                nameless.append(f"a {item.getRoleName()} at {position(item)} has no name")
    return controls, nameless


def walk(window):
    rail = wait("the list of panels", lambda: find(window, pyatspi.ROLE_LIST, "Panels"))
    if rail.childCount != PANELS:
        raise SystemExit(f"the list of panels has {rail.childCount} rows")
    faults, total = [], 0
    for row in range(PANELS):
        entry = rail[row]
        name = entry.name.split(",")[0]
        if not entry.getState().contains(pyatspi.STATE_SELECTED):
            press(entry)
        wait(f"the panel {name}", lambda: any(item.name == name for item in window_parts(window)))
        controls, nameless = wait(f"a look at {name}", lambda: audit(window))
        print(f"{name}: {controls} controls")
        total += controls
        faults += [f"{name}: {fault}" for fault in nameless]
    return faults, total


def window_parts(window):
    return [part for part in each(window, lambda item: item == window) if part.getRole() != pyatspi.ROLE_LIST]


def position(item):
    box = item.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return f"{box.x},{box.y} {box.width}x{box.height}"


def main():
    program = subprocess.Popen([sys.argv[1], "--lang", "en"])
    try:
        app = wait("the workbench on the accessibility bus", lambda: application(program.pid))
        window = wait("its window", lambda: app.childCount and app[0])
        find_button = wait("the button of the palette",
                           lambda: find(window, pyatspi.ROLE_PUSH_BUTTON, "Find or run anything"))
        # Before that the panels only say what will be here.
        wait("the kit connected", lambda: "connected" in find(window, pyatspi.ROLE_LIST, "Kits")[0].name.split(", "))
        faults, controls = walk(window)
        press(find_button)
        wait("the palette after its button was pressed",
             lambda: find(window, pyatspi.ROLE_LIST, "Matching actions"))
        print(f"{controls} controls in {PANELS} panels, {len(faults)} without a name")
        for fault in faults:
            print(fault, file=sys.stderr)
        return 1 if faults or controls < 5 * PANELS else 0
    finally:
        program.terminate()
        program.wait(timeout=30)


if __name__ == "__main__":
    os.environ.pop("GTK_MODULES", None)
    sys.exit(main())
