# Convolution where oneDNN's prepacked weights are not to be had: CUDA, and CPUs whose libtorch has no oneDNN.

def pack(weight: Tensor, resolution: int) -> Tensor:
  return torch.contiguous(weight, memory_format=2)

def convolve(x: Tensor, weight: Tensor) -> Tensor:
  # (N, I, r, r) with (O, I, 3, 3), padding 1 -> (N, O, r, r)
  return torch.conv2d(x, weight, None, [1, 1], [1, 1])
