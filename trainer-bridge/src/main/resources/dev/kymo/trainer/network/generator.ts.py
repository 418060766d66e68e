# The generator in training (docs/model.md sections 2 and 3), in the scaled form of synthesis.ts.py.

def style_code(z: Tensor, weights: List[Tensor], biases: List[Tensor]) -> Tensor:
  # Pixel norm, then dense layers of learning rate 0.01 with lrelu: (N, D) -> (N, D)
  mean = torch.mean(torch.mul(z, z), [1], True)
  x = torch.mul(z, torch.rsqrt(torch.add(mean, 1e-08)))
  for i in range(torch.len(weights)):
    x = __torch__.activated(__torch__.equal_dense(x, weights[i], biases[i], 0.01))
  return x

def motion_group(w: Tensor, t: Tensor, u: Tensor, frequency: Tensor, phase: Tensor, modulation_weight: Tensor, modulation_bias: Tensor, weight: Tensor, bias: Tensor, out_weight: Tensor, out_bias: Tensor) -> Tensor:
  # w (N, D_c) so far, times t (N), motion styles u (N, D_m) -> (N, D_c)
  s = __torch__.sinusoids(t, frequency, phase)
  return __torch__.moved(w, s, u, modulation_weight, modulation_bias, weight, bias, out_weight, out_bias)

def edited_motion_group(w: Tensor, t: Tensor, u: Tensor, frequency: Tensor, phase: Tensor, modulation_weight: Tensor, modulation_bias: Tensor, weight: Tensor, bias: Tensor, out_weight: Tensor, out_bias: Tensor, gain: Tensor, rest: Tensor) -> Tensor:
  # The same with every sinusoid s edited to gain s + rest; gain and rest (1 or N, D_m)
  s = torch.add(torch.mul(__torch__.sinusoids(t, frequency, phase), gain), rest)
  return __torch__.moved(w, s, u, modulation_weight, modulation_bias, weight, bias, out_weight, out_bias)

def moved(w: Tensor, s: Tensor, u: Tensor, modulation_weight: Tensor, modulation_bias: Tensor, weight: Tensor, bias: Tensor, out_weight: Tensor, out_bias: Tensor) -> Tensor:
  # w (N, D_c) so far, sinusoids s (N, D_m), motion styles u (N, D_m) -> (N, D_c)
  m = __torch__.equal_dense(u, modulation_weight, modulation_bias, 1.)
  flat = torch.reshape(weight, [weight.size(1), weight.size(2)])
  y = __torch__.activated(torch.linear(torch.mul(s, m), torch.mul(flat, torch.pow(flat.size(1), -0.5)), bias))
  return torch.add(w, __torch__.equal_dense(y, out_weight, out_bias, 1.))

def first_activation(x: Tensor, n: int, dtype: int) -> Tensor:
  # (1, C, 4, 4) -> (N, C, 4, 4)
  e = torch.expand(torch.to(x, dtype), [n, -1, -1, -1])
  return torch.contiguous(e, memory_format=2)

def phase_weight(w: Tensor) -> Tensor:
  # upsampling_weight as one product, whose gradient is one too: (O, I, 3, 3) -> (4 O, I, 3, 3)
  o = w.size(0)
  i = w.size(1)
  unit = torch.reshape(torch.eye(9, dtype=6, device=w.device), [9, 1, 3, 3])
  basis = torch.reshape(torch.permute(torch.reshape(__torch__.upsampling_weight(unit), [4, 9, 9]), [1, 0, 2]), [9, 36])
  phases = torch.reshape(torch.matmul(torch.reshape(w, [o * i, 9]), basis), [o, i, 4, 9])
  return torch.reshape(torch.permute(phases, [2, 0, 1, 3]), [4 * o, i, 3, 3])

def upsampled(x: Tensor, w: Tensor) -> Tensor:
  # (N, I, h, h) with (O, I, 3, 3) -> (N, O, 2 h, 2 h): transposed convolution of stride 2, then FIR times 4
  o = w.size(0)
  if torch.eq(x.dtype, 6) and not x.is_cuda:
    # Phases take four times the products, which float32 on a CPU has to pay for: a whole step takes 0.74 of the time.
    turned = torch.contiguous(torch.permute(w, [1, 0, 2, 3]), memory_format=2)
    wide = torch.conv_transpose2d(x, turned, None, [2, 2], [0, 0], [0, 0], 1, [1, 1])
    y = torch.conv2d(wide, torch.mul(__torch__.fir(o, x), 4.), None, [1, 1], [1, 1], [1, 1], o)
  else:
    n = x.size(0)
    h = x.size(2)
    phases = torch.contiguous(torch.to(__torch__.phase_weight(w), x.dtype), memory_format=2)
    y4 = torch.conv2d(x, phases, None, [1, 1], [1, 1])
    v = torch.reshape(torch.permute(y4, [0, 2, 3, 1]), [n, h, h, 2, 2, o])
    y = torch.permute(torch.reshape(torch.permute(v, [0, 1, 3, 2, 4, 5]), [n, 2 * h, 2 * h, o]), [0, 3, 1, 2])
  return y

def styled(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weight: Tensor, noise: List[Tensor], strength: Tensor, bias: Tensor, upsampling: bool, dtype: int) -> Tensor:
  # (N, I, r, r) -> (N, O, r, r), or twice as large; one noise map for each image, or none. The gain sqrt(2) of lrelu is folded into what is added and
  # into the demodulation, since leaky_relu(a z) = a leaky_relu(z) for a > 0.
  s = __torch__.equal_dense(w, style_weight, style_bias, 1.)
  # Styles are normalised so that half precision cannot overflow. The result does not depend on the peak, so that it
  # may count as a constant.
  peak = torch.detach(torch.clamp_min(torch.amax(torch.abs(s), [1], True), 1e-08))
  scaled = __torch__.scaled_weight(weight)
  energy = torch.linear(torch.mul(s, s), __torch__.squared_weight(scaled))
  d = torch.mul(torch.mul(torch.rsqrt(torch.add(energy, 1e-08)), peak), 1.4142135623730951)
  scale = torch.reshape(torch.to(torch.div(s, peak), dtype), [s.size(0), s.size(1), 1, 1])
  n = x.size(0)
  o = scaled.size(0)
  if upsampling:
    y = __torch__.upsampled(torch.mul(x, scale), scaled)
  else:
    shared = torch.contiguous(torch.to(scaled, dtype), memory_format=2)
    y = torch.conv2d(torch.mul(x, scale), shared, None, [1, 1], [1, 1])
  dd = torch.reshape(torch.to(d, dtype), [n, o, 1, 1])
  added = torch.reshape(torch.to(torch.mul(bias, 1.4142135623730951), dtype), [1, o, 1, 1])
  z = torch.addcmul(added, y, dd, value=1)
  if torch.gt(torch.len(noise), 0):
    z = torch.add_(z, torch.to(torch.mul(torch.mul(noise[0], strength), 1.4142135623730951), dtype))
  return torch.leaky_relu_(z, 0.2)

def rgb(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weight: Tensor, bias: Tensor, previous: List[Tensor]) -> Tensor:
  # (N, C, r, r) -> (N, 3, r, r) float32, added to the previous image upsampled by 2
  n = x.size(0)
  r = x.size(2)
  s = __torch__.equal_dense(w, style_weight, style_bias, 1.)
  flat = torch.reshape(__torch__.scaled_weight(weight), [1, 3, -1])
  m = torch.to(torch.mul(flat, torch.unsqueeze(s, 1)), x.dtype)
  pixels = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [n, r * r, -1])
  y = torch.permute(torch.bmm(pixels, torch.transpose(m, 1, 2)), [0, 2, 1])
  image = torch.add(torch.reshape(torch.to(y, 6), [n, 3, r, r]), bias)
  if torch.gt(torch.len(previous), 0):
    image = torch.add(image, __torch__.upsampled_rgb(previous[0]))
  return image
