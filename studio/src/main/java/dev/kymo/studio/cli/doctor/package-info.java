/**
 * {@code kymo doctor}: what engine, device and precision this machine gets, why, and what to do
 * about it. Main class: {@link dev.kymo.studio.cli.doctor.DoctorCommand}. May use console.
 */
package dev.kymo.studio.cli.doctor;
