/**
 * The preview: the picture, its read-outs and the transport below it. Main classes: {@link
 * dev.kymo.studio.view.preview.PreviewView} and its view model. May use project, control, kit.
 */
package dev.kymo.studio.view.preview;
