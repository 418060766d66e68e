/**
 * The preferences, shown over the window. Main classes: {@link
 * dev.kymo.studio.view.preferences.PreferencesView} and its view model. May use kit, control, keys
 * and preferences.
 */
package dev.kymo.studio.view.preferences;
