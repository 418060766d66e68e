/**
 * From a device choice to models ready to draw: what the command line and the studio start from.
 * Main class: {@link dev.kymo.inference.session.EngineSession}. May use device, checkpoint, frame,
 * model and kernel.
 */
package dev.kymo.inference.session;
