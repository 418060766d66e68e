/**
 * The one door into DJL's package-private native interface: it lives in DJL's package because that
 * is the only place from which the calls can be made (class path only). Only {@code
 * dev.kymo.inference.kernel} uses it.
 */
package ai.djl.pytorch.jni;
