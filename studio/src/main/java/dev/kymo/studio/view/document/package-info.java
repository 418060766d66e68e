/**
 * What the window does with projects: open, save, what to do with unsaved edits, a missing
 * checkpoint, a recovery, the history. Main class: {@link
 * dev.kymo.studio.view.document.DocumentViewModel}. May use document, project and kit.
 */
package dev.kymo.studio.view.document;
