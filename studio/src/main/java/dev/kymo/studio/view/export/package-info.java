/**
 * Export: the dialog's view and view model, and the exports that run in the background. Main
 * classes: {@link dev.kymo.studio.view.export.ExportView} and {@link
 * dev.kymo.studio.view.export.ExportQueue}. May use project, control, kit.
 */
package dev.kymo.studio.view.export;
