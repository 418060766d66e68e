# Convolution on CPUs with oneDNN: weights are brought into its blocked layout once, when they are loaded, instead of
# in every call. Measured up to 3 times as fast for one frame, where the reordering is most of the work.

def pack(weight: Tensor, resolution: int) -> Tensor:
  w = torch.contiguous(weight, memory_format=2)
  # Without AVX-512 oneDNN has no bfloat16 convolution at all; libtorch's own, which is slow, needs plain weights.
  if w.dtype == 15 and not ops.mkldnn._is_mkldnn_bf16_supported():
    return w
  return ops.mkldnn._reorder_convolution_weight(w, [1, 1], [1, 1], [1, 1], 1, [1, w.size(1), resolution, resolution])

def convolve(x: Tensor, weight: Tensor) -> Tensor:
  # (N, I, r, r) with (O, I, 3, 3), padding 1 -> (N, O, r, r)
  if not weight.is_mkldnn:
    return torch.conv2d(x, weight, None, [1, 1], [1, 1])
  return ops.mkldnn._convolution_pointwise(x, weight, None, [1, 1], [1, 1], [1, 1], 1, "none", annotate(List[Optional[number]], []), "")

def pack_transposed(weight: Tensor, resolution: int) -> Tensor:
  # float32 (O, I, 3, 3) for convolve_transposed
  w = torch.contiguous(torch.permute(weight, [1, 0, 2, 3]), memory_format=2)
  return ops.mkldnn._reorder_convolution_transpose_weight(w, [0, 0], [0, 0], [2, 2], [1, 1], 1, [1, w.size(0), resolution, resolution])

def convolve_transposed(x: Tensor, weight: Tensor) -> Tensor:
  # (N, I, h, h), stride 2, no padding -> (N, O, 2 h + 1, 2 h + 1)
  return ops.mkldnn._convolution_transpose_pointwise(x, weight, None, [0, 0], [0, 0], [2, 2], [1, 1], 1, "none", annotate(List[Optional[number]], []), "")

def pack_each(weight: Tensor, resolution: int) -> Tensor:
  # float32 (C, 1, 4, 4) for convolve_each
  w = torch.contiguous(weight, memory_format=2)
  return ops.mkldnn._reorder_convolution_weight(w, [1, 1], [1, 1], [1, 1], w.size(0), [1, w.size(0), resolution, resolution])

def convolve_each(x: Tensor, weight: Tensor) -> Tensor:
  # (N, C, r, r), each channel by itself, padding 1 -> (N, C, r - 1, r - 1)
  return ops.mkldnn._convolution_pointwise(x, weight, None, [1, 1], [1, 1], [1, 1], x.size(1), "none", annotate(List[Optional[number]], []), "")
