# Layers that the networks share while they are trained (docs/model.md sections 2 to 4). Unlike the kernels that draw, they
# leave what autograd needs untouched, and weights are scaled in every step, because every step changes them.
# dtype is the type of convolutions and activations (6 float32, 15 bfloat16, 5 half, 7 float64); parameters are float32.

def activated(x: Tensor) -> Tensor:
  # lrelu(x) = leaky_relu(x, 0.2) * sqrt(2)
  return torch.mul(torch.leaky_relu(x, 0.2), 1.4142135623730951)

def equal_dense(x: Tensor, weight: Tensor, bias: Tensor, lr: float) -> Tensor:
  # (N, I) -> (N, O), weight scaled by lr / sqrt(I), bias by lr
  w = torch.to(torch.mul(weight, lr * torch.pow(weight.size(1), -0.5)), x.dtype)
  return torch.linear(x, w, torch.to(torch.mul(bias, lr), x.dtype))

def at_least_float(x: Tensor) -> Tensor:
  # Half types become float32
  if torch.eq(x.dtype, 7):
    wide = x
  else:
    wide = torch.to(x, 6)
  return wide

def activated_dense(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  return __torch__.activated(__torch__.equal_dense(x, weight, bias, 1.))

def sinusoids(t: Tensor, frequency: Tensor, phase: Tensor) -> Tensor:
  # (N) with (D, 1) and (D) -> (N, D): sin(f t + p)
  return torch.sin(torch.linear(torch.unsqueeze(t, 1), frequency, phase))

def repeated_rows(x: Tensor, times: int) -> Tensor:
  # (N, ...) -> (N * times, ...), each row times times in a row
  return torch.repeat_interleave(x, times, 0)

def leaves(tensors: List[Tensor]) -> List[Tensor]:
  # Views of the same memory that gradients can be asked for
  out = annotate(List[Tensor], [])
  for i in range(torch.len(tensors)):
    _0 = torch.append(out, torch.requires_grad_(torch.detach(tensors[i]), True))
  return out

def leaf(x: Tensor) -> Tensor:
  return torch.requires_grad_(torch.detach(x), True)

def strided_rows(x: Tensor, first: int, step: int) -> Tensor:
  # Rows first, first + step, ...: a replica's share of a joint batch
  return torch.contiguous(torch.slice(x, 0, first, 9223372036854775807, step))

def to_images(bytes: Tensor) -> Tensor:
  # (N, S, S, 3) uint8 -> (N, 3, S, S) float32 in [-1, 1], channels last
  return torch.sub(torch.div(torch.to(torch.permute(bytes, [0, 3, 1, 2]), 6), 127.5), 1.)

def to_clips(bytes: Tensor) -> Tensor:
  # (N, F, S, S, 3) uint8 -> (N, 3, F, S, S) float32 in [-1, 1]
  return torch.contiguous(torch.sub(torch.div(torch.to(torch.permute(bytes, [0, 4, 1, 2, 3]), 6), 127.5), 1.))

def frames_to_clips(images: Tensor, frames: int) -> Tensor:
  # (N * F, 3, S, S) -> (N, 3, F, S, S)
  s = images.size(3)
  return torch.contiguous(torch.permute(torch.reshape(images, [-1, frames, 3, s, s]), [0, 2, 1, 3, 4]))

def halved(clips: Tensor) -> Tensor:
  # (N, 3, F, S, S) -> (N, 3, F, S / 2, S / 2), average-pooled
  return torch.avg_pool3d(clips, [1, 2, 2], [1, 2, 2])

def scrambled(x: Tensor) -> Tensor:
  # A 32-bit integer hash, in place. Shifts keep the sign, so its copies are masked away.
  x = torch.bitwise_xor_(x, torch.bitwise_and_(torch.bitwise_right_shift(x, 16), 65535))
  x = torch.mul_(x, 2146121005)
  x = torch.bitwise_xor_(x, torch.bitwise_and_(torch.bitwise_right_shift(x, 15), 131071))
  x = torch.mul_(x, -2073254261)
  return torch.bitwise_xor_(x, torch.bitwise_and_(torch.bitwise_right_shift(x, 16), 65535))

def seeded_noise(rows: int, size: int, low: int, high: int, first: int, step: int, like: Tensor) -> List[Tensor]:
  # Standard normal maps (rows, 1, r, r) for r = 4, 8, 8, ... size, size: rows first, first + step, ... of a joint batch.
  # A function of seed (its two halves, as signed 32-bit numbers) and place alone, because TorchScript has no seeded
  # generators on CUDA: places are hashed, and both halves of a hash make two normal numbers (Box-Muller).
  resolutions = [4]
  total = 16
  r = 8
  while torch.le(r, size):
    _0 = torch.append(resolutions, r)
    _1 = torch.append(resolutions, r)
    total = total + 2 * r * r
    r = r * 2
  half = total // 2
  row = torch.add(torch.mul(torch.arange(rows, dtype=3, device=like.device), step), first)
  place = torch.arange(half, dtype=3, device=like.device)
  x = torch.add(torch.mul(torch.unsqueeze(row, 1), half), place)
  x = __torch__.scrambled(torch.bitwise_xor_(x, low))
  x = __torch__.scrambled(torch.bitwise_xor_(x, high))
  u = torch.div(torch.add(torch.to(torch.bitwise_and(torch.bitwise_right_shift(x, 16), 65535), 6), 0.5), 65536.)
  angle = torch.mul(torch.to(torch.bitwise_and(x, 65535), 6), 9.587379924285257e-05)
  radius = torch.sqrt_(torch.mul_(torch.log_(u), -2.))
  all = torch.cat([torch.mul(radius, torch.cos(angle)), torch.mul(radius, torch.sin(angle))], 1)
  out = annotate(List[Tensor], [])
  at = 0
  for i in range(torch.len(resolutions)):
    side = resolutions[i]
    map = torch.slice(all, 1, at, at + side * side, 1)
    _2 = torch.append(out, torch.reshape(map, [rows, 1, side, side]))
    at = at + side * side
  return out

def float32_error(x: Tensor, w: Tensor) -> Tensor:
  # (1): how far a float32 convolution is from float64, relative
  exact = __torch__.convolved(torch.to(x, 7), torch.to(w, 7), None, 1, 1)
  # Fills free memory with what no padding may hold.
  litter = torch.full([64, 16, 16, 16], 1000., dtype=6, device=x.device)
  single = torch.to(torch.conv2d(x, w, None, [1, 1], [1, 1]), 7)
  error = torch.div(torch.norm(torch.sub(single, exact)), torch.norm(exact))
  return torch.reshape(torch.to(error, 6), [1])
