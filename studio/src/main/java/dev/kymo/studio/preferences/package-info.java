/**
 * What a user has chosen once for all projects: memory for frames, the scale of the interface,
 * keys. What the studio merely remembers from one start to the next is not here. Knows no views.
 */
package dev.kymo.studio.preferences;
