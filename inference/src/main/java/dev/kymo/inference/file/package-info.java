/**
 * Files and folders written beside their target and moved into place when complete: {@link
 * dev.kymo.inference.file.PendingFile}, {@link dev.kymo.inference.file.PendingFolder}; and the
 * order in which people number them, {@link dev.kymo.inference.file.NaturalOrder}. Depends on
 * nothing else of Kymo.
 */
package dev.kymo.inference.file;
