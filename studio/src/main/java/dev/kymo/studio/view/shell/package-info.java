/**
 * The window around the panels: toolbar, status bar, notices, empty state, drop target, keys. Main
 * classes: {@link dev.kymo.studio.view.shell.ShellView} and its view model. May use every panel.
 */
package dev.kymo.studio.view.shell;
