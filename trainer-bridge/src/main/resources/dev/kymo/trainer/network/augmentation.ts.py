# DiffAugment (docs/model.md section 5): color, translation, cutout, flip; one draw for each sample, shared by the frames of a
# clip. Translation and flip move whole pixels, which two products with 0/1 matrices do exactly and differentiably.

def augmented(x: Tensor, brightness: Tensor, saturation: Tensor, contrast: Tensor, shift_x: Tensor, shift_y: Tensor, flip: Tensor, cut_x: Tensor, cut_y: Tensor) -> Tensor:
  # x (N, 3, S, S) or (N, 3, F, S, S) float32. (N) each: what is added; factors of distance from grey and from the mean;
  # shifts in pixels; 0 or 1; the centre of the cut-out.
  n = x.size(0)
  s = x.size(-1)
  v = torch.reshape(x, [n, 3, -1, s, s])
  five = [n, 1, 1, 1, 1]
  v = torch.add(v, torch.reshape(brightness, five))
  grey = torch.mean(v, [1], True)
  v = torch.add(grey, torch.mul(torch.sub(v, grey), torch.reshape(saturation, five)))
  mean = torch.mean(v, [1, 2, 3, 4], True)
  v = torch.add(mean, torch.mul(torch.sub(v, mean), torch.reshape(contrast, five)))
  pixel = torch.arange(s, dtype=6, device=x.device)
  # Column j of the result is column source[j] of the picture; outside it is black in the sense of zero.
  target = torch.reshape(pixel, [1, s])
  one = torch.ones_like(flip)
  direction = torch.reshape(torch.sub(one, torch.mul(flip, 2)), [n, 1])
  origin = torch.reshape(torch.mul(flip, s - 1), [n, 1])
  source_x = torch.add(origin, torch.mul(direction, torch.sub(target, torch.reshape(shift_x, [n, 1]))))
  source_y = torch.sub(target, torch.reshape(shift_y, [n, 1]))
  columns = torch.to(torch.eq(torch.reshape(pixel, [1, s, 1]), torch.unsqueeze(source_x, 1)), 6)
  rows = torch.to(torch.eq(torch.unsqueeze(source_y, 2), torch.reshape(pixel, [1, 1, s])), 6)
  # (N, S, S) matrices against (N, 3 F, S, S) pictures
  flat = torch.reshape(v, [n, -1, s, s])
  moved = torch.matmul(torch.matmul(torch.unsqueeze(rows, 1), flat), torch.unsqueeze(columns, 1))
  half = torch.floordiv(s, 4)
  inside_x = torch.lt(torch.abs(torch.sub(torch.add(target, 0.5), torch.reshape(cut_x, [n, 1]))), half)
  inside_y = torch.lt(torch.abs(torch.sub(torch.add(target, 0.5), torch.reshape(cut_y, [n, 1]))), half)
  hole = torch.logical_and(torch.reshape(inside_x, [n, 1, 1, s]), torch.reshape(inside_y, [n, 1, s, 1]))
  kept = torch.mul(moved, torch.to(torch.logical_not(hole), 6))
  return torch.reshape(kept, x.size())
