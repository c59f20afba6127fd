namespace Wanctl.Screen;

/// <summary>
/// A page of cells, each a character and an ink. What does not fit is cut off: no row is ever longer than the page is
/// wide.
/// </summary>
internal sealed class Canvas
{
    private char[] _characters = [];
    private Ink[] _inks = [];

    /// <summary>Columns.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Begins an empty page of this size.</summary>
    public void Clear(int width, int height)
    {
        if (width * height != _characters.Length)
        {
            _characters = new char[width * height];
            _inks = new Ink[width * height];
        }
        Width = width;
        Height = height;
        Array.Fill(_characters, ' ');
        Array.Clear(_inks);
    }

    /// <summary>Writes at a place and returns the column behind the text.</summary>
    public int Put(int column, int row, ReadOnlySpan<char> text, Ink ink = Ink.Plain)
    {
        for (int i = 0; i < text.Length; i++)
            Set(column + i, row, text[i], ink);
        return column + text.Length;
    }

    /// <summary>Writes so that the text ends with the page's last but one column.</summary>
    public void PutRight(int row, ReadOnlySpan<char> text, Ink ink = Ink.Plain) =>
        Put(Width - 1 - text.Length, row, text, ink);

    /// <summary>Sets one cell; a place outside the page is ignored.</summary>
    public void Set(int column, int row, char character, Ink ink)
    {
        if (column < 0 || column >= Width || row < 0 || row >= Height)
            return;
        _characters[row * Width + column] = PlainWriter.FitsCell(character) ? character : '\uFFFD';
        _inks[row * Width + column] = ink;
    }

    /// <summary>The characters of a row, the page's full width.</summary>
    public ReadOnlySpan<char> RowText(int row) => _characters.AsSpan(row * Width, Width);

    /// <summary>The inks of a row.</summary>
    public ReadOnlySpan<Ink> RowInks(int row) => _inks.AsSpan(row * Width, Width);
}
