# Discriminators (docs/model.md section 4), images (N, C, r, r) and clips (N, C, T, r, r). Gains are folded into weights and
# biases: an activated layer multiplies both by sqrt(2), the second layer of a residual block by sqrt(2) / sqrt(2) = 1, and
# its skip by 1 / sqrt(2).

def to_discriminator(x: Tensor, dtype: int) -> Tensor:
  # Images in the compute type, channels last
  return torch.contiguous(torch.to(x, dtype), memory_format=2)

def to_video_discriminator(x: Tensor, dtype: int) -> Tensor:
  # Clips in the compute type, channels last in 3-D
  return torch.contiguous(torch.to(x, dtype), memory_format=3)

def stacked_pair(x: Tensor) -> Tensor:
  # (N, 3, 2, S, S) -> (N, 6, S, S): the frames of one channel side by side
  return torch.reshape(x, [x.size(0), 6, x.size(3), x.size(4)])

def convolved(x: Tensor, weight: Tensor, bias: Optional[Tensor], stride: int, padding: int) -> Tensor:
  # (N, I, r, r) with (O, I, k, k). 1 x 1 is a product. float64 goes the way of 3-D, which has no other meaning: both
  # spare libtorch from asking for NNPACK and printing in every call that there is none.
  if torch.eq(weight.size(2), 1):
    flat = torch.reshape(weight, [weight.size(0), weight.size(1)])
    y = torch.permute(torch.linear(torch.permute(x, [0, 2, 3, 1]), flat, bias), [0, 3, 1, 2])
  elif torch.eq(x.dtype, 7):
    y = torch.squeeze(torch.conv3d(torch.unsqueeze(x, 2), torch.unsqueeze(weight, 2), bias, [1, stride, stride], [0, padding, padding]), 2)
  else:
    y = torch.conv2d(x, torch.contiguous(weight, memory_format=2), bias, [stride, stride], [padding, padding])
  return y

def conv_layer(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # 1 x 1 or 3 x 3 of stride 1 with lrelu
  k = weight.size(2)
  scale = 1.4142135623730951 * torch.pow(weight.size(1) * k * k, -0.5)
  w = torch.to(torch.mul(weight, scale), x.dtype)
  b = torch.to(torch.mul(bias, 1.4142135623730951), x.dtype)
  return torch.leaky_relu_(__torch__.convolved(x, w, b, 1, torch.floordiv(k, 2)), 0.2)

def fir(channels: int, like: Tensor) -> Tensor:
  # (C, 1, 4, 4): outer([1 3 3 1]) / 64
  taps = torch.tensor([0.125, 0.375, 0.375, 0.125], dtype=6, device=like.device)
  kernel = torch.reshape(torch.outer(taps, taps), [1, 1, 4, 4])
  return torch.to(torch.repeat(kernel, [channels, 1, 1, 1]), like.dtype)

def blurred(x: Tensor, stride: int, padding: int) -> Tensor:
  # (N, C, r, r), every channel by itself
  n = x.size(0)
  c = x.size(1)
  r = x.size(3)
  if torch.eq(x.dtype, 7):
    y1 = __torch__.convolved(torch.reshape(x, [n * c, 1, r, r]), __torch__.fir(1, x), None, stride, padding)
    y = torch.reshape(y1, [n, c, y1.size(2), y1.size(2)])
  else:
    # Of stride 1 always: oneDNN's gradient of strided depthwise convolutions takes 20 times as long.
    dense = torch.conv2d(x, __torch__.fir(c, x), None, [1, 1], [padding, padding], [1, 1], c)
    if torch.eq(stride, 1):
      y = dense
    else:
      y = torch.slice(torch.slice(dense, 2, 0, 9223372036854775807, stride), 3, 0, 9223372036854775807, stride)
  return y

def down_block(x: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor, skip: Tensor) -> Tensor:
  # (N, I, r, r) -> (N, O, r / 2, r / 2): (conv2(conv1(x)) + skip(x)) / sqrt(2)
  y = __torch__.conv_layer(x, weight1, bias1)
  w2 = torch.to(torch.mul(weight2, torch.pow(weight2.size(1) * 9, -0.5)), x.dtype)
  z = torch.leaky_relu_(__torch__.convolved(__torch__.blurred(y, 1, 2), w2, torch.to(bias2, x.dtype), 2, 0), 0.2)
  ws = torch.to(torch.mul(skip, torch.pow(skip.size(1), -0.5) * 0.7071067811865476), x.dtype)
  return torch.add(z, __torch__.convolved(__torch__.blurred(x, 2, 1), ws, None, 1, 0))

def with_deviation(x: Tensor) -> Tensor:
  # Minibatch standard deviation: (N, C, ...) -> (N, C + 1, ...) at least float32, groups of min(N, 4), one feature over everything
  n = x.size(0)
  group = n
  if torch.gt(n, 4):
    group = 4
  f = torch.contiguous(__torch__.at_least_float(x))
  y = torch.reshape(f, [group, torch.floordiv(n, group), -1])
  deviation = torch.mean(torch.sqrt(torch.add(torch.var(y, [0], False), 1e-08)), [1])
  spread = torch.repeat(deviation, [group])
  if torch.eq(x.dim(), 4):
    map = torch.expand(torch.reshape(spread, [n, 1, 1, 1]), [-1, -1, x.size(2), x.size(3)])
  else:
    map = torch.expand(torch.reshape(spread, [n, 1, 1, 1, 1]), [-1, -1, x.size(2), x.size(3), x.size(4)])
  return torch.cat([f, map], 1)

def image_head(x: Tensor, conv_weight: Tensor, conv_bias: Tensor, weight0: Tensor, bias0: Tensor, weight1: Tensor, bias1: Tensor) -> Tensor:
  # (N, C, 4, 4) -> (N, K), at least float32
  y = __torch__.conv_layer(__torch__.with_deviation(x), conv_weight, conv_bias)
  flat = torch.reshape(y, [y.size(0), -1])
  return __torch__.equal_dense(__torch__.activated_dense(flat, weight0, bias0), weight1, bias1, 1.)

def patch_head(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # (N, C, 4, 4) -> (N, 1), at least float32: the mean over the patches
  y = __torch__.conv_layer(__torch__.at_least_float(x), weight, bias)
  return torch.mean(torch.reshape(y, [y.size(0), -1]), [1], True)

def delta_logits(features: Tensor, delta: Tensor, frequency: Tensor, phase: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # (N, 128) and differences of time (N) -> (N, 1): <features, dense(sin(f d + p))> / sqrt(128)
  e = torch.to(__torch__.equal_dense(__torch__.sinusoids(delta, frequency, phase), weight, bias, 1.), features.dtype)
  return torch.mul(torch.sum(torch.mul(features, e), [1], True), torch.pow(features.size(1), -0.5))

def conv_layer3d(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # 1 x 1 x 1 or 3 x 3 x 3 of stride 1 with lrelu
  k = weight.size(2)
  scale = 1.4142135623730951 * torch.pow(weight.size(1) * k * k * k, -0.5)
  w = torch.to(torch.mul(weight, scale), x.dtype)
  b = torch.to(torch.mul(bias, 1.4142135623730951), x.dtype)
  if torch.eq(k, 1):
    y = __torch__.product3d(x, w, b)
  else:
    y = torch.conv3d(x, torch.contiguous(w, memory_format=3), b, [1, 1, 1], [1, 1, 1])
  return torch.leaky_relu_(y, 0.2)

def product3d(x: Tensor, weight: Tensor, bias: Optional[Tensor]) -> Tensor:
  # A convolution of 1 x 1 x 1
  flat = torch.reshape(weight, [weight.size(0), weight.size(1)])
  return torch.permute(torch.linear(torch.permute(x, [0, 2, 3, 4, 1]), flat, bias), [0, 4, 1, 2, 3])

def blurred_frames(x: Tensor, stride: int, padding: int) -> Tensor:
  # (N, C, T, r, r), each frame blurred in 2-D: a view of the same memory, and on CPUs the faster and sounder kernel
  n = x.size(0)
  c = x.size(1)
  t = x.size(2)
  r = x.size(3)
  frames = torch.reshape(torch.permute(x, [0, 2, 1, 3, 4]), [n * t, c, r, r])
  y = __torch__.blurred(frames, stride, padding)
  q = y.size(2)
  return torch.permute(torch.reshape(y, [n, t, c, q, q]), [0, 2, 1, 3, 4])

def down_block3d(x: Tensor, weight1: Tensor, bias1: Tensor, weight2: Tensor, bias2: Tensor, skip: Tensor, halve_time: bool) -> Tensor:
  # (N, I, T, r, r) -> (N, O, T or T / 2, r / 2, r / 2); the blur is spatial
  y = __torch__.conv_layer3d(x, weight1, bias1)
  blurred = __torch__.blurred_frames(y, 1, 2)
  w2 = torch.contiguous(torch.to(torch.mul(weight2, torch.pow(weight2.size(1) * 27, -0.5)), x.dtype), memory_format=3)
  if halve_time:
    late = torch.constant_pad_nd(blurred, [0, 0, 0, 0, 0, 1], 0.)
    y2 = torch.conv3d(torch.contiguous(late, memory_format=3), w2, torch.to(bias2, x.dtype), [2, 2, 2], [0, 0, 0])
    kept = torch.slice(x, 2, 0, 9223372036854775807, 2)
  else:
    y2 = torch.conv3d(blurred, w2, torch.to(bias2, x.dtype), [1, 2, 2], [1, 0, 0])
    kept = x
  z = torch.leaky_relu_(y2, 0.2)
  small = __torch__.blurred_frames(kept, 2, 1)
  ws = torch.to(torch.mul(skip, torch.pow(skip.size(1), -0.5) * 0.7071067811865476), x.dtype)
  return torch.add(z, __torch__.product3d(small, ws, None))

def video_head(x: Tensor, conv_weight: Tensor, conv_bias: Tensor, weight0: Tensor, bias0: Tensor, weight1: Tensor, bias1: Tensor) -> Tensor:
  # (N, C, 4, 4, 4) -> (N, 1), at least float32
  y = __torch__.conv_layer3d(__torch__.with_deviation(x), conv_weight, conv_bias)
  flat = torch.reshape(y, [y.size(0), -1])
  return __torch__.equal_dense(__torch__.activated_dense(flat, weight0, bias0), weight1, bias1, 1.)

def video_patch_head(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # (N, C, T, 4, 4) -> (N, 1), at least float32: the mean over the patches
  y = __torch__.conv_layer3d(__torch__.at_least_float(x), weight, bias)
  return torch.mean(torch.reshape(y, [y.size(0), -1]), [1], True)
