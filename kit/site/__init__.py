"""The lessons without JupyterLab: on paper or a projector (the reading edition), and in a browser (JupyterLite)."""
