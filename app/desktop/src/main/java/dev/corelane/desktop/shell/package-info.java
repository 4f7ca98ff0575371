/// Windows: menus, tool bar, status bar, start page, inspector, problems, dialogs. Everything here
/// shows a view model of [dev.corelane.desktop.session] and calls it; nothing here decides
/// anything.
package dev.corelane.desktop.shell;
