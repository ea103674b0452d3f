"""What an office has, such as spreadsheets, lists, trees and networks of bodies, read into a graph or the start of a case."""
