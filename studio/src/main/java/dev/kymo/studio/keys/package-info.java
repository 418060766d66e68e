/**
 * What keys can make the studio do, and which keys do it: a default for each command, replaced by
 * the user's own. Main class: {@link dev.kymo.studio.keys.KeyBindings}. Knows JavaFX's key
 * combinations, and no views.
 */
package dev.kymo.studio.keys;
