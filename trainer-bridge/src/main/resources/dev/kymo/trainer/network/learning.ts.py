# What learns clips of the user's: the generator is shown frames and follows them, without discriminators.

def learned_frames(bytes: Tensor, indices: Tensor) -> Tensor:
  # (M, S, S, 3) uint8 and N float32 places -> (N, 3, S, S) float32 in [-1, 1]
  return __torch__.to_images(torch.index_select(bytes, 0, torch.to(indices, 4)))

def reconstruction_loss(images: Tensor, frames: Tensor) -> Tensor:
  return __torch__.size_of(torch.sub(images, frames))

def with_trusted_loss(loss: Tensor, images: Tensor, frames: Tensor, trust: Tensor, factor: float) -> Tensor:
  # loss + factor * the same of frames that are not right everywhere: trust (1, 1, S, S) from 0 to 1
  size = __torch__.size_of(torch.mul(torch.sub(images, frames), trust))
  return torch.add(loss, torch.mul(size, factor))

def size_of(d: Tensor) -> Tensor:
  # Of a difference: mean |d| at full, half and quarter size, and of the differences of neighboring pixels. Differences
  # are linear, so that one is pooled instead of two images.
  half = torch.avg_pool2d(d, [2, 2], [2, 2])
  quarter = torch.avg_pool2d(half, [2, 2], [2, 2])
  across = torch.sub(torch.slice(d, 3, 1, 9223372036854775807, 1), torch.slice(d, 3, 0, -1, 1))
  down = torch.sub(torch.slice(d, 2, 1, 9223372036854775807, 1), torch.slice(d, 2, 0, -1, 1))
  pixels = torch.add(torch.mean(torch.abs(d)), torch.mean(torch.abs(half)))
  edges = torch.add(torch.mean(torch.abs(across)), torch.mean(torch.abs(down)))
  return torch.add(torch.add(pixels, torch.mean(torch.abs(quarter))), edges)

def fast_price(loss: Tensor, u: Tensor, frequency: Tensor, modulation_weight: Tensor, modulation_bias: Tensor, factor: float) -> Tensor:
  # loss + factor * mean of (f m)^2, motion styles u (N, D_m), f (D_m, 1): where a slow sinusoid explains as much as a
  # fast one, the slow one has to
  m = __torch__.equal_dense(u, modulation_weight, modulation_bias, 1.)
  fm = torch.mul(m, torch.reshape(frequency, [1, -1]))
  return torch.add(loss, torch.mul(torch.mean(torch.mul(fm, fm)), factor))

def levels(images: Tensor) -> Tensor:
  # (N, 3, S, S) in [-1, 1] -> the same in levels of 0 to 255
  return torch.mul(torch.add(torch.clamp(images, -1., 1.), 1.), 127.5)

def squared_errors(images: Tensor, frames: Tensor) -> Tensor:
  # (N, 3, S, S) in [-1, 1] -> (N): mean squared error in levels of 0 to 255, images clamped as they are when shown
  d = torch.mul(torch.sub(torch.clamp(images, -1., 1.), frames), 127.5)
  return torch.mean(torch.reshape(torch.mul(d, d), [images.size(0), -1]), [1])

def shown_bytes(images: Tensor) -> Tensor:
  # (N, 3, S, S) in [-1, 1] -> (N, S, S, 3) int32 levels of 0 to 255
  whole = torch.to(torch.round(__torch__.levels(images)), 3)
  return torch.contiguous(torch.permute(whole, [0, 2, 3, 1]))
