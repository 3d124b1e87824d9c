# A text file as C strings, one a line, for an array initialiser.
s/\\/\\\\/g
s/"/\\"/g
s/.*/"&\\n",/
