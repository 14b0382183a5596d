# Sourced by targets that want a Python environment of their own, with what the machine's Python has.
python3 -m venv --system-site-packages "${OUTPUT_DIR}/venv"
. "${OUTPUT_DIR}/venv/bin/activate"
