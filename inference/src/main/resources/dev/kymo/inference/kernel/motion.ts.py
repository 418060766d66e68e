# Mapping and motion (docs/model.md section 2), float32 throughout. Equalised weights are scaled when they are loaded.

def lrelu(x: Tensor) -> Tensor:
  return torch.mul_(torch.leaky_relu(x, 0.2), 1.4142135623730951)

def scaled_dense(weight: Tensor, lr: float) -> Tensor:
  # (O, I) -> (O, I), times lr / sqrt(I)
  return torch.mul(weight, lr * torch.pow(weight.size(1), -0.5))

def mapping(z: Tensor, weights: List[Tensor], biases: List[Tensor]) -> Tensor:
  # Pixel norm, then dense layers with lrelu: (N, D) -> (N, D)
  mean = torch.mean(torch.mul(z, z), [1], True)
  x = torch.mul(z, torch.rsqrt(torch.add(mean, 1e-08)))
  for i in range(torch.len(weights)):
    x = __torch__.lrelu(torch.linear(x, weights[i], biases[i]))
  return x

def dense(x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
  # (N, I) -> (N, O)
  return torch.linear(x, weight, bias)

def motion(w: Tensor, s: Tensor, m: Tensor, weight: Tensor, bias: Tensor, out_weight: Tensor, out_bias: Tensor) -> Tensor:
  # One group: w (1 or N, D_c) so far, sinusoids s (N, D_m), amplitudes m (1, D_m) -> (N, D_c)
  y = __torch__.lrelu(torch.linear(torch.mul(s, m), weight, bias))
  return torch.add(w, torch.linear(y, out_weight, out_bias))
