//! Small dense linear algebra of a size known at compile time: no allocation, a few hundred nanoseconds.

/// A symmetric positive definite matrix, factored as L Lᵀ.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cholesky<const N: usize> {
    /// The lower triangle; what is above the diagonal is not used.
    lower: [[f64; N]; N],
    /// 1 / the diagonal of L.
    inverse_diagonal: [f64; N],
}

#[expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "indices run below N, the size of the arrays"
)]
impl<const N: usize> Cholesky<N> {
    /// Factors `matrix`, of which only the lower triangle is read; `None` when it is not positive definite.
    pub(super) fn new(matrix: &[[f64; N]; N]) -> Option<Self> {
        let mut lower = [[0.0; N]; N];
        let mut inverse_diagonal = [0.0; N];
        for row in 0..N {
            for column in 0..=row {
                let mut sum = matrix[row][column];
                for k in 0..column {
                    sum -= lower[row][k] * lower[column][k];
                }
                if row == column {
                    if sum.is_nan() || sum <= 0.0 {
                        return None;
                    }
                    lower[row][row] = sum.sqrt();
                    inverse_diagonal[row] = lower[row][row].recip();
                } else {
                    lower[row][column] = sum * inverse_diagonal[column];
                }
            }
        }
        Some(Self { lower, inverse_diagonal })
    }

    /// L⁻¹ b.
    pub(super) fn forward(&self, mut b: [f64; N]) -> [f64; N] {
        for row in 0..N {
            let mut sum = b[row];
            for k in 0..row {
                sum -= self.lower[row][k] * b[k];
            }
            b[row] = sum * self.inverse_diagonal[row];
        }
        b
    }

    /// A⁻¹ b.
    pub(super) fn solve(&self, b: [f64; N]) -> [f64; N] {
        let mut x = self.forward(b);
        for row in (0..N).rev() {
            let mut sum = x[row];
            for k in row + 1..N {
                sum -= self.lower[k][row] * x[k];
            }
            x[row] = sum * self.inverse_diagonal[row];
        }
        x
    }

    /// gᵀ A⁻¹ g: the variance of the linear combination `gradient` when A is the inverse covariance.
    pub(super) fn variance(&self, gradient: [f64; N]) -> f64 {
        self.forward(gradient).iter().map(|v| v * v).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solves_and_inverts() {
        let a = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]];
        let c = Cholesky::new(&a).unwrap();
        let x = c.solve([1.0, 2.0, 3.0]);
        for (row, want) in a.iter().zip([1.0, 2.0, 3.0]) {
            let got: f64 = row.iter().zip(x).map(|(m, v)| m * v).sum();
            assert!((got - want).abs() < 1e-12);
        }
        // The variance of the first component is the first diagonal element of the inverse.
        let inverse_00 = c.solve([1.0, 0.0, 0.0])[0];
        assert!((c.variance([1.0, 0.0, 0.0]) - inverse_00).abs() < 1e-12);
    }

    #[test]
    fn refuses_what_is_not_positive_definite() {
        assert!(Cholesky::new(&[[1.0, 2.0], [2.0, 1.0]]).is_none());
        assert!(Cholesky::new(&[[f64::NAN, 0.0], [0.0, 1.0]]).is_none());
    }
}
