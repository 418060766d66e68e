/**
 * Which Kymo this is: version, commit and time of the build. Main class: BuildInfo. Uses nothing
 * else of Kymo, so that the command line and the window can both say it.
 */
package dev.kymo.studio.version;
