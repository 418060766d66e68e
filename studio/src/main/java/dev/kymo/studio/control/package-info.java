/**
 * Controls of the studio's own, each a control that holds properties and a skin that draws: band
 * mixer, timeline, fader, number field, thumbnail grid, pixel view, footage strip, square stage,
 * motion chart. May use timeline and background; know no view models; their demos lie beside the
 * tests.
 */
package dev.kymo.studio.control;
