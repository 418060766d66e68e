/**
 * What panels share: texts from the resource bundle, buttons and labels in the studio's manner, and
 * the bridge from a control's edits to the editor. May use control, keys and project.
 */
package dev.kymo.studio.view.kit;
