"""Do coders agree? Coefficients, agreement on spans, and the places where coders part."""
