/**
 * What every command needs to talk to a terminal: streams, progress, cancellation, errors in one
 * sentence. Main class: {@link dev.kymo.studio.cli.console.Console}. Knows no command.
 */
package dev.kymo.studio.cli.console;
