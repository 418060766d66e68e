/**
 * Projects as files: reading and writing them, in a file of their own or inside an MP4, finding
 * their checkpoint, saving, autosave and recovery. Main classes: {@link
 * dev.kymo.studio.document.ProjectFile} and {@link dev.kymo.studio.document.ProjectSession}. May
 * use project and background; knows no controls.
 */
package dev.kymo.studio.document;
