/**
 * The application: start, wiring, preferences, system dialogs. Main classes: {@link
 * dev.kymo.studio.app.StudioLauncher} and {@link dev.kymo.studio.app.StudioWiring}, which alone
 * calls the constructors. May use everything.
 */
package dev.kymo.studio.app;
