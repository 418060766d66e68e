/**
 * What is edited and by which model: immutable editor state, undo, the open checkpoint, export
 * jobs. Main classes: {@link dev.kymo.studio.project.EditorModel} and {@link
 * dev.kymo.studio.project.ModelSession}. May use frames, timeline, background; knows no controls.
 */
package dev.kymo.studio.project;
