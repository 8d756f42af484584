//! Small dense linear algebra of a size known at compile time: no allocation, a few hundred nanoseconds.

/// A symmetric positive definite matrix, factored as Uᵀ U. Rows are worked on as a whole, because sums that wait for
/// themselves take several times as long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cholesky<const N: usize> {
    /// The upper triangle; what is below the diagonal is not used.
    upper: [[f64; N]; N],
    /// 1 / the diagonal of U.
    inverse_diagonal: [f64; N],
}

#[expect(
    clippy::indexing_slicing,
    clippy::needless_range_loop,
    reason = "indices run below N, the size of the arrays"
)]
impl<const N: usize> Cholesky<N> {
    /// Factors `matrix`, of which only the upper triangle is read; `None` when it is not positive definite.
    pub(super) fn new(matrix: &[[f64; N]; N]) -> Option<Self> {
        let mut upper = *matrix;
        let mut inverse_diagonal = [0.0; N];
        for k in 0..N {
            let pivot = upper[k][k];
            if pivot.is_nan() || pivot <= 0.0 {
                return None;
            }
            inverse_diagonal[k] = pivot.sqrt().recip();
            for j in k..N {
                upper[k][j] *= inverse_diagonal[k];
            }
            let row = upper[k];
            for i in k + 1..N {
                for j in i..N {
                    upper[i][j] -= row[i] * row[j];
                }
            }
        }
        Some(Self { upper, inverse_diagonal })
    }

    /// The determinant of the matrix.
    pub(super) fn determinant(&self) -> f64 {
        self.inverse_diagonal.iter().map(|inverse| (inverse * inverse).recip()).product()
    }

    /// U⁻ᵀ b.
    pub(super) fn forward(&self, mut b: [f64; N]) -> [f64; N] {
        // Leading zeros stay zeros; the gradient of a single unknown has many.
        let first = b.iter().position(|value| *value != 0.0).unwrap_or(N);
        for k in first..N {
            b[k] *= self.inverse_diagonal[k];
            for i in k + 1..N {
                b[i] -= self.upper[k][i] * b[k];
            }
        }
        b
    }

    /// A⁻¹ b.
    pub(super) fn solve(&self, b: [f64; N]) -> [f64; N] {
        let mut x = self.forward(b);
        for row in (0..N).rev() {
            let mut sum = x[row];
            for k in row + 1..N {
                sum -= self.upper[row][k] * x[k];
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
        // 4 (3*2 - 0.2*0.2) - 1 (1*2 - 0.2*0.5) + 0.5 (1*0.2 - 3*0.5)
        assert!((c.determinant() - 21.29).abs() < 1e-9);
    }

    #[test]
    fn refuses_what_is_not_positive_definite() {
        assert!(Cholesky::new(&[[1.0, 2.0], [2.0, 1.0]]).is_none());
        assert!(Cholesky::new(&[[f64::NAN, 0.0], [0.0, 1.0]]).is_none());
    }
}
