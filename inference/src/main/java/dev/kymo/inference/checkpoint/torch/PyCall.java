package dev.kymo.inference.checkpoint.torch;

import java.util.stream.Collectors;

/**
 * A value that Python makes by a call, such as {@code torch.device('cpu')}; never called here.
 *
 * @param callee what would be called
 * @param arguments with what
 */
public record PyCall(PyGlobal callee, PyTuple arguments) {
  @Override
  public String toString() {
    return callee
        + arguments.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
  }
}
