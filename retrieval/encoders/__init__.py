"""What runs an embedding model: where its files come from, and ONNX Runtime or torch behind one seam."""
