/**
 * {@code kymo inspect} and {@code kymo convert}: looking into checkpoints and carrying them from
 * one format to the other. May use console; needs no engine.
 */
package dev.kymo.studio.cli.inspect;
