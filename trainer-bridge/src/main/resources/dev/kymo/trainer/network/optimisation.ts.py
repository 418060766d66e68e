# Losses, gradients, Adam and averaging (docs/model.md section 5).

def logistic_loss(real: Tensor, fake: Tensor) -> Tensor:
  # softplus(-D(real)) + softplus(D(fake)), means
  return torch.add(torch.mean(torch.softplus(torch.neg(real))), torch.mean(torch.softplus(fake)))

def generator_loss(fake: Tensor) -> Tensor:
  return torch.mean(torch.softplus(torch.neg(fake)))

def sum_of(a: Tensor, b: Tensor) -> Tensor:
  return torch.add(a, b)

def scaled(x: Tensor, factor: float) -> Tensor:
  return torch.mul(x, factor)

def r1_penalty(logits: Tensor, real: Tensor) -> Tensor:
  # Mean over the batch of the squared norm of the gradient of D's real input; differentiable
  g = torch.autograd.grad([torch.sum(logits)], [real], None, True, True)
  first = ops.prim.unchecked_unwrap_optional(g[0])
  return torch.mean(torch.sum(torch.reshape(torch.mul(first, first), [real.size(0), -1]), [1]))

def gradients(loss: Tensor, weights: List[Tensor]) -> List[Tensor]:
  # Of the loss; zero for weights that it does not depend on. Frees the graph.
  g = torch.autograd.grad([loss], weights, None, False, False, True)
  out = annotate(List[Tensor], [])
  for i in range(torch.len(weights)):
    one = g[i]
    if torch.__isnot__(one, None):
      _0 = torch.append(out, ops.prim.unchecked_unwrap_optional(one))
    else:
      _1 = torch.append(out, torch.zeros_like(weights[i]))
  return out

def scale_all(tensors: List[Tensor], factor: float) -> Tensor:
  torch._foreach_mul_(tensors, factor)
  return torch.zeros([1])

def add_all(totals: List[Tensor], tensors: List[Tensor]) -> Tensor:
  torch._foreach_add_(totals, tensors, alpha=1)
  return torch.zeros([1])

def copy_all(targets: List[Tensor], sources: List[Tensor]) -> Tensor:
  for i in range(torch.len(targets)):
    _0 = torch.copy_(targets[i], sources[i])
  return torch.zeros([1])

def laid_out_like(tensors: List[Tensor], models: List[Tensor]) -> List[Tensor]:
  # The same values in memory laid out as the models are
  out = annotate(List[Tensor], [])
  for i in range(torch.len(tensors)):
    if torch.eq(torch.stride(tensors[i]), torch.stride(models[i])):
      _0 = torch.append(out, tensors[i])
    else:
      _1 = torch.append(out, torch.copy_(torch.empty_like(models[i]), tensors[i]))
  return out

def adam(weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], squares: List[Tensor], steps: List[Tensor], lr: float, beta1: float, beta2: float, eps: float) -> Tensor:
  # Adam as PyTorch computes it, in place. It goes through memory, not by place: on CPUs silently so, on CUDA it refuses.
  # Gradients of convolutions lie channels last, weights do not.
  by_place = __torch__.laid_out_like(gradients, weights)
  torch._foreach_add_(steps, 1)
  torch._fused_adam_(weights, by_place, means, squares, annotate(List[Tensor], []), steps, lr=lr, beta1=beta1, beta2=beta2, weight_decay=0., eps=eps, amsgrad=False, maximize=False)
  return torch.zeros([1])

def orthogonal_step(weights: List[Tensor], gradients: List[Tensor], momenta: List[Tensor], steps: List[Tensor], lr: float, momentum: float) -> Tensor:
  # Muon (Jordan 2024) for dense layers (O, I) and convolutions (1, O, I, k, k), in place: the Nesterov momentum of the
  # gradient as a matrix X of O rows, made nearly orthogonal by five steps of a Newton-Schulz iteration, so that
  # directions with small gradients are learned as fast as those with large ones. Root mean square of a step: lr, as
  # Adam's. Every step of the iteration is a polynomial of X X^T from the left, so that the wide X is multiplied once.
  torch._foreach_add_(steps, 1)
  for i in range(torch.len(weights)):
    w = weights[i]
    g = torch.contiguous(gradients[i])
    m = torch.add_(torch.mul_(momenta[i], momentum), g)
    o = w.size(0)
    if torch.eq(w.dim(), 5):
      o = w.size(1)
    x = torch.reshape(torch.add(g, torch.mul(m, momentum)), [o, -1])
    tall = torch.gt(x.size(0), x.size(1))
    if tall:
      x = torch.t(x)
    x = torch.div(x, torch.add(torch.norm(x), 1e-12))
    a = torch.matmul(x, torch.t(x))
    p = torch.eye(x.size(0), dtype=6, device=x.device)
    for j in range(5):
      b = torch.add(torch.mul(a, -4.775), torch.mul(torch.matmul(a, a), 2.0315))
      b = torch.add(b, torch.mul(torch.eye(x.size(0), dtype=6, device=x.device), 3.4445))
      p = torch.matmul(b, p)
      a = torch.matmul(torch.matmul(b, a), b)
    step = torch.mul(torch.matmul(p, x), torch.mul(torch.pow(x.size(1), 0.5), lr))
    if tall:
      step = torch.t(step)
    _0 = torch.sub_(w, torch.reshape(step, w.size()))
  return torch.zeros([1])

def average(averages: List[Tensor], weights: List[Tensor], decay: float) -> Tensor:
  # average = decay * average + (1 - decay) * weight, in place
  torch._foreach_lerp_(averages, weights, 1. - decay)
  return torch.zeros([1])

def largest_magnitude(tensors: List[Tensor]) -> Tensor:
  # (1): infinite or NaN where any value is
  parts = annotate(List[Tensor], [])
  for i in range(torch.len(tensors)):
    _0 = torch.append(parts, torch.amax(torch.abs(torch.reshape(tensors[i], [-1])), [0]))
  return torch.reshape(torch.amax(torch.stack(parts), [0]), [1])
