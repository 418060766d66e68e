/**
 * Where the studio's own interfaces meet the engine: the opener of checkpoints, the exporter of
 * clips, the demo as a file. May use project's interfaces and inference; knows no view.
 */
package dev.kymo.studio.engine;
