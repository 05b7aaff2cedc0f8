package main

import "math"

// climb changes numbers, one after the other, as long as score rises, for up to
// the given number of rounds. A step that helped is longer the next time, one
// that did not is shorter.
func climb(numbers []*float64, rounds int, score func() float64) float64 {
	steps := make([]float64, len(numbers))
	for i, n := range numbers {
		steps[i] = max(0.05, math.Abs(*n)/4)
	}
	best := score()
	for range rounds {
		moved := false
		for i, n := range numbers {
			was, helped := *n, false
			for _, way := range []float64{1, -1} {
				*n = was + way*steps[i]
				if s := score(); s > best {
					best, helped = s, true
					break
				}
			}
			if !helped {
				*n = was
				steps[i] /= 2
				continue
			}
			steps[i] *= 1.5
			moved = true
		}
		if !moved && steps[0] < 1e-3 {
			break
		}
	}
	return best
}
