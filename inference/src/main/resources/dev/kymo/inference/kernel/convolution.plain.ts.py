# Convolution where oneDNN's prepacked weights are not to be had: CUDA, and CPUs whose libtorch has no oneDNN.

def pack(weight: Tensor, resolution: int) -> Tensor:
  return torch.contiguous(weight, memory_format=2)

def convolve(x: Tensor, weight: Tensor) -> Tensor:
  # (N, I, r, r) with (O, I, 3, 3), padding 1 -> (N, O, r, r)
  return torch.conv2d(x, weight, None, [1, 1], [1, 1])

def pack_transposed(weight: Tensor, resolution: int) -> Tensor:
  # (O, I, 3, 3) for convolve_transposed
  return torch.contiguous(torch.permute(weight, [1, 0, 2, 3]), memory_format=2)

def convolve_transposed(x: Tensor, weight: Tensor) -> Tensor:
  # (N, I, h, h), stride 2, no padding -> (N, O, 2 h + 1, 2 h + 1)
  return torch.conv_transpose2d(x, weight, None, [2, 2], [0, 0], [0, 0], 1, [1, 1])

def pack_each(weight: Tensor, resolution: int) -> Tensor:
  # (C, 1, 4, 4) for convolve_each
  return torch.contiguous(weight, memory_format=2)

def convolve_each(x: Tensor, weight: Tensor) -> Tensor:
  # (N, C, r, r), each channel by itself, padding 1 -> (N, C, r - 1, r - 1)
  return torch.conv2d(x, weight, None, [1, 1], [1, 1], [1, 1], x.size(1))
