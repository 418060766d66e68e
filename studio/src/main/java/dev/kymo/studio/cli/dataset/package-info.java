/**
 * {@code kymo toy-dataset} and {@code kymo dataset}: making, checking and extracting what a model
 * is trained on. May use console and the trainer's dataset packages; needs no engine.
 */
package dev.kymo.studio.cli.dataset;
