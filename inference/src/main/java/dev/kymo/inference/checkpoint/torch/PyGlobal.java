package dev.kymo.inference.checkpoint.torch;

/**
 * The name of something in a Python module, such as {@code torch.float16}; only ever a name.
 *
 * @param module the module, such as {@code torch._utils}
 * @param name the name in it
 */
public record PyGlobal(String module, String name) {
  /** Whether it is one of torch's dtypes, the only names that are values of their own. */
  public boolean isDtype() {
    return AllowedGlobals.isTorchDtype(this);
  }

  /** Whether a call of it is an inert value: a torch device or size. */
  public boolean isInertCall() {
    return AllowedGlobals.isInertCall(this);
  }

  @Override
  public String toString() {
    return module + "." + name;
  }
}
