# Synthesis (docs/model.md section 3) in the scaled form: activations are multiplied by the style, convolved with weights
# that all frames share, and multiplied by the demodulation. Activations are (N, C, r, r), channels last, in the
# compute type; w, styles, demodulation and RGB are float32. The gain sqrt(2) of lrelu is folded into the
# demodulation and into noise_bias, since leaky_relu(a z) = a leaky_relu(z) for a > 0.

def scaled_weight(weight: Tensor) -> Tensor:
  # (1, O, I, k, k) -> (O, I, k, k), equalised: divided by sqrt(I k k)
  w = torch.squeeze(weight, 0)
  return torch.mul(w, torch.pow(w.size(1) * w.size(2) * w.size(3), -0.5))

def upsampling_fir(like: Tensor) -> Tensor:
  # (4, 4): what follows the transposed convolution, [1 3 3 1] / 4 along each axis
  taps = torch.tensor([0.25, 0.75, 0.75, 0.25], dtype=like.dtype, device=like.device)
  return torch.outer(taps, taps)

def upsampling_weight(w: Tensor) -> Tensor:
  # Transposed convolution of stride 2 and the FIR [1 3 3 1] / 4 along each axis, as one 3 x 3 convolution to four
  # phases: (O, I, 3, 3) -> (4 O, I, 3, 3), ordered (row phase, column phase, O). Along an axis the 6 taps
  # K = taps * FIR split into (K4, K2, K0) for even pixels and (K5, K3, K1) for odd ones.
  o = w.size(0)
  i = w.size(1)
  kernel = torch.reshape(__torch__.upsampling_fir(w), [1, 1, 4, 4])
  flat = torch.reshape(w, [o * i, 1, 3, 3])
  k = torch.reshape(torch.conv2d(flat, kernel, None, [1, 1], [3, 3]), [o, i, 6, 6])
  even = torch.tensor([4, 2, 0], device=w.device)
  odd = torch.tensor([5, 3, 1], device=w.device)
  top = torch.index_select(k, 2, even)
  bottom = torch.index_select(k, 2, odd)
  phases = [torch.index_select(top, 3, even), torch.index_select(top, 3, odd), torch.index_select(bottom, 3, even), torch.index_select(bottom, 3, odd)]
  return torch.cat(phases, 0)

def squared_weight(w: Tensor) -> Tensor:
  # (O, I, 3, 3) -> (O, I): sums over the taps, all that demodulation needs
  return torch.sum(torch.mul(w, w), [2, 3])

def packed_weight(w: Tensor, resolution: int, dtype: int) -> Tensor:
  return __torch__.pack(torch.to(w, dtype), resolution)

def packed_transposed(w: Tensor, resolution: int) -> List[Tensor]:
  # (O, I, 3, 3) -> weights of the transposed convolution and of the FIR, for inputs of r x r
  fir = torch.repeat(torch.reshape(__torch__.upsampling_fir(w), [1, 1, 4, 4]), [w.size(0), 1, 1, 1])
  return [__torch__.pack_transposed(w, resolution), __torch__.pack_each(fir, 2 * resolution + 1)]

def learned_input(x: Tensor, dtype: int) -> Tensor:
  return torch.contiguous(torch.to(x, dtype), memory_format=2)

def noise_bias(noise: Tensor, strength: Tensor, bias: Tensor, dtype: int) -> Tensor:
  # (1, 1, r, r), (1), (C) -> (1, C, r, r): what every frame of a clip adds before lrelu
  sum = torch.add(torch.mul(noise, strength), torch.reshape(bias, [1, -1, 1, 1]))
  return torch.contiguous(torch.to(torch.mul(sum, 1.4142135623730951), dtype), memory_format=2)

def style_peak(s: Tensor) -> Tensor:
  # (N, I) -> (N, 1). Styles are divided by it, so that half precision cannot overflow; the demodulation takes it back.
  return torch.clamp_min(torch.amax(torch.abs(s), [1], True), 1e-08)

def demodulation(s: Tensor, peak: Tensor, squares: Tensor, dtype: int) -> Tensor:
  # (N, I), (N, 1) and (O, I) -> (N, O), times sqrt(2)
  energy = torch.linear(torch.mul(s, s), squares)
  d = torch.mul_(torch.rsqrt_(torch.add_(energy, 1e-08)), 1.4142135623730951)
  return torch.to(torch.mul(d, peak), dtype)

def modulated(x: Tensor, s: Tensor, peak: Tensor, owned: bool) -> Tensor:
  # (N or 1, I, r, r) -> (N, I, r, r). owned: x is not needed again and is scaled in place.
  scale = torch.reshape(torch.to(torch.div(s, peak), x.dtype), [s.size(0), s.size(1), 1, 1])
  if owned:
    scaled = torch.mul_(x, scale)
  else:
    scaled = torch.contiguous(torch.mul(x, scale), memory_format=2)
  return scaled

def demodulated(y: Tensor, d: Tensor, noise_bias: Tensor) -> Tensor:
  # (N, O, r, r) and (N, O), in place: what a layer does after its convolution
  dd = torch.reshape(d, [d.size(0), d.size(1), 1, 1])
  return torch.leaky_relu_(torch.addcmul(noise_bias, y, dd, value=1, out=y), 0.2)

def styled_layer(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weights: List[Tensor], squares: Tensor, noise_bias: Tensor, owned: bool) -> Tensor:
  # (N or 1, I, r, r) -> (N, O, r, r)
  s = torch.linear(w, style_weight, style_bias)
  peak = __torch__.style_peak(s)
  d = __torch__.demodulation(s, peak, squares, x.dtype)
  y = __torch__.convolve(__torch__.modulated(x, s, peak, owned), weights[0])
  return __torch__.demodulated(y, d, noise_bias)

def upsampling_layer(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weights: List[Tensor], squares: Tensor, noise_bias: Tensor, owned: bool) -> Tensor:
  # (N, I, h, h) -> (N, O, 2 h, 2 h). The phases are put in place by the pass that demodulates.
  s = torch.linear(w, style_weight, style_bias)
  peak = __torch__.style_peak(s)
  d = __torch__.demodulation(s, peak, squares, x.dtype)
  phases = __torch__.convolve(__torch__.modulated(x, s, peak, owned), weights[0])
  n = x.size(0)
  h = x.size(2)
  o = squares.size(0)
  v = torch.permute(torch.reshape(torch.permute(phases, [0, 2, 3, 1]), [n, h, h, 2, 2, o]), [0, 1, 3, 2, 4, 5])
  nb = torch.reshape(torch.permute(noise_bias, [0, 2, 3, 1]), [1, h, 2, h, 2, o])
  dd = torch.reshape(d, [d.size(0), 1, 1, 1, 1, o])
  y = torch.empty([n, h, 2, h, 2, o], dtype=x.dtype, device=x.device)
  z = torch.leaky_relu_(torch.addcmul(nb, v, dd, value=1, out=y), 0.2)
  return torch.permute(torch.reshape(z, [n, 2 * h, 2 * h, o]), [0, 3, 1, 2])

def transposing_layer(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weights: List[Tensor], squares: Tensor, noise_bias: Tensor, owned: bool) -> Tensor:
  # What upsampling_layer computes, with a quarter of the products and one pass more: the transposed convolution, then
  # the FIR. weights from packed_transposed.
  s = torch.linear(w, style_weight, style_bias)
  peak = __torch__.style_peak(s)
  d = __torch__.demodulation(s, peak, squares, x.dtype)
  wide = __torch__.convolve_transposed(__torch__.modulated(x, s, peak, owned), weights[0])
  return __torch__.demodulated(__torch__.convolve_each(wide, weights[1]), d, noise_bias)

def upsampled_rgb(x: Tensor) -> Tensor:
  # (N, 3, r, r) -> (N, 3, 2 r, 2 r): zeros inserted, padding (2, 1), FIR times 4. That is bilinear interpolation
  # of the image framed by zeros.
  r = x.size(2)
  framed = torch.constant_pad_nd(x, [1, 1, 1, 1], 0.)
  large = torch.upsample_bilinear2d(framed, [2 * r + 4, 2 * r + 4], False)
  return torch.slice(torch.slice(large, 2, 2, 2 * r + 2), 3, 2, 2 * r + 2)

def to_rgb(x: Tensor, w: Tensor, style_weight: Tensor, style_bias: Tensor, weight: Tensor, bias: Tensor, previous: List[Tensor]) -> Tensor:
  # (N, C, r, r) -> (N, 3, r, r) float32, added to the previous image upsampled by 2
  n = x.size(0)
  r = x.size(2)
  s = torch.linear(w, style_weight, style_bias)
  m = torch.to(torch.mul(torch.unsqueeze(weight, 0), torch.unsqueeze(s, 1)), x.dtype)
  pixels = torch.reshape(torch.permute(x, [0, 2, 3, 1]), [n, r * r, -1])
  y = torch.permute(torch.bmm(pixels, torch.transpose(m, 1, 2)), [0, 2, 1])
  rgb = torch.add(torch.reshape(torch.to(y, 6), [n, 3, r, r]), bias)
  if torch.gt(torch.len(previous), 0):
    rgb = torch.add_(rgb, __torch__.upsampled_rgb(previous[0]))
  return rgb

def to_argb(rgb: Tensor) -> Tensor:
  # (N, 3, S, S) -> (N, S, S) int32 0xFFRRGGBB: clamp to [-1, 1], (v + 1) / 2 * 255, truncated (docs/model.md section 6)
  bytes = torch.to(torch.mul_(torch.add_(torch.clamp(rgb, -1., 1.), 1.), 127.5), 3)
  red = torch.mul_(torch.select(bytes, 1, 0), 65536)
  green = torch.mul_(torch.select(bytes, 1, 1), 256)
  return torch.sub_(torch.add_(torch.add_(red, green), torch.select(bytes, 1, 2)), 16777216)

def first_value(x: Tensor) -> Tensor:
  # (...) -> (1) float32: enough to wait for a device
  return torch.to(torch.slice(torch.reshape(torch.select(torch.select(x, 0, 0), 0, 0), [-1]), 0, 0, 1), 6)
