"""What ties the measures of a draft to its other statements: figures, who runs them, what they act on."""
