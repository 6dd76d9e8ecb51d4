"""Groups and what their participants do in them, who are named by their plans. A row folds one stream."""
