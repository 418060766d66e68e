/** Tests of the launcher script, which is no part of any module. */
package dev.kymo.launcher;
